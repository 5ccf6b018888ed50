import {
  IconBook2,
  IconBuildingBank,
  IconCertificate,
  IconChartBar,
  IconChecklist,
  IconCloudUpload,
  IconFiles,
  IconFolder,
  IconHelp,
  IconHome,
  IconLifebuoy,
  IconListCheck,
  IconKey,
  IconMessageReport,
  IconSettings,
  IconShieldCheck,
  IconTrophy,
  IconUser,
  IconUserExclamation,
  IconUsers,
  IconUserShield,
  IconCalendarTime,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '../api/queries/account';
import { useTranslation } from '../i18n';
import { menuOf } from '../navigation';
import { type PlainPath, paths } from '../paths';
import { Link } from '../routing/Link';
import classes from './Menu.module.css';
import { useAccount } from './useAccount';

const icons: Partial<Record<PlainPath, typeof IconHome>> = {
  [paths.dashboard]: IconHome,
  [paths.outcomes]: IconBook2,
  [paths.performances]: IconTrophy,
  [paths.selectOutcomes]: IconChecklist,
  [paths.selectPerformances]: IconListCheck,
  [paths.mySubmissions]: IconBuildingBank,
  [paths.certifications]: IconCertificate,
  [paths.classes]: IconUsers,
  [paths.centralSubmissions]: IconCloudUpload,
  [paths.selectionProgress]: IconChartBar,
  [paths.windows]: IconCalendarTime,
  [paths.settings]: IconSettings,
  [paths.staff]: IconUserShield,
  [paths.activationCodes]: IconKey,
  [paths.problemReports]: IconMessageReport,
  [paths.files]: IconFolder,
  [paths.account]: IconUser,
  [paths.reportProblem]: IconLifebuoy,
  [paths.affectedStudents]: IconUserExclamation,
  [paths.integrityReports]: IconShieldCheck,
  [paths.cityDocuments]: IconFiles,
  [paths.guide]: IconHelp,
};

/** How many outcomes wait for the reader's certification, as a number beside the menu entry. */
function useWaiting(): number {
  const { roles } = useAccount();
  const account = useQuery({ ...accountQuery(), enabled: menuOf(roles).some(isQueue) });
  return account.data?.notices.find(({ code }) => code === 'certification.pending')?.count ?? 0;
}

const isQueue = ({ path }: { path: PlainPath }) => path === paths.certifications;

/** The pages that the signed-in person may open. */
export function Menu({ onChoose }: { onChoose: () => void }) {
  const { t } = useTranslation();
  const { roles } = useAccount();
  const waiting = useWaiting();
  return (
    <ul className={classes.menu}>
      {menuOf(roles).map(({ path, text }) => {
        const Icon = icons[path] ?? IconHome;
        return (
          <li key={path}>
            <Link to={path} above className={classes.link} onClick={onChoose}>
              <Icon size={20} aria-hidden />
              <span className={classes.text}>{t(`common:nav.${text}`)}</span>
              {path === paths.certifications && waiting > 0 && (
                <span className={classes.count}>
                  {waiting}
                  <span className="seen-by-readers">{t('common:waiting')}</span>
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
