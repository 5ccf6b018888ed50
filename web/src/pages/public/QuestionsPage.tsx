import { useTranslation } from '../../i18n';
import { PublicPage } from './PublicPage';
import classes from './QuestionsPage.module.css';

const questions = [
  'voluntary',
  'limits',
  'certification',
  'returned',
  'replaced',
  'fileTypes',
  'deadline',
  'draft',
  'receipt',
  'wrong',
] as const;

/** Q & A: what is asked most. */
export default function QuestionsPage() {
  const { t } = useTranslation();
  return (
    <PublicPage title={t('common:public.questions')}>
      {questions.map((question) => (
        <details key={question} className={classes.question}>
          <summary>{t(`help:questions.${question}.question`)}</summary>
          <p>{t(`help:questions.${question}.answer`)}</p>
        </details>
      ))}
    </PublicPage>
  );
}
