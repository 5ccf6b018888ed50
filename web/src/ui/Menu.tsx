import {
  IconBook2,
  IconBuildingBank,
  IconCertificate,
  IconChartBar,
  IconChecklist,
  IconCloudUpload,
  IconFolder,
  IconHome,
  IconLifebuoy,
  IconListCheck,
  IconKey,
  IconMessageReport,
  IconSettings,
  IconTrophy,
  IconUser,
  IconUsers,
  IconCalendarTime,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { menuOf } from '../navigation';
import { type Path, paths } from '../paths';
import classes from './Menu.module.css';
import { useAccount } from './useAccount';

const icons: Partial<Record<Path, typeof IconHome>> = {
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
  [paths.activationCodes]: IconKey,
  [paths.problemReports]: IconMessageReport,
  [paths.files]: IconFolder,
  [paths.account]: IconUser,
  [paths.reportProblem]: IconLifebuoy,
};

/** The pages that the signed-in person may open. */
export function Menu({ onChoose }: { onChoose: () => void }) {
  const { t } = useTranslation();
  const { roles } = useAccount();
  return (
    <ul className={classes.menu}>
      {menuOf(roles).map(({ path, text }) => {
        const Icon = icons[path] ?? IconHome;
        return (
          <li key={path}>
            <Link to={path} className={classes.link} onClick={onChoose}>
              <Icon size={20} aria-hidden />
              {t(`common:nav.${text}`)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
