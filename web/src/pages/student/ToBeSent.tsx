import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from '../../i18n';
import { useFormat } from '../../ui/useFormat';
import type { Candidate } from './SelectionList';
import classes from './SelectionList.module.css';

interface Props {
  chosen: readonly Candidate[];
  /** The order cannot be changed now. */
  fixed: boolean;
  onMove: (id: string, by: 1 | -1) => void;
}

/** What is ticked, in the order in which it will stand, with what goes along. */
export function ToBeSent({ chosen, fixed, onMove }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  if (chosen.length === 0) return <p className="dimmed">{t('selection:nothing')}</p>;
  return (
    <div>
      <h3>{t('selection:toBeSent')}</h3>
      <ol className={classes.order}>
        {chosen.map(({ id, title, sends }, place) => (
          <li key={id}>
            <div className={classes.text}>
              {title}
              <div className="dimmed small">{format.list(sends) || t('selection:noFile')}</div>
            </div>
            <ActionIcon
              variant="default"
              size="lg"
              disabled={fixed || place === 0}
              aria-label={t('selection:up', { title })}
              onClick={() => onMove(id, -1)}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="lg"
              disabled={fixed || place === chosen.length - 1}
              aria-label={t('selection:down', { title })}
              onClick={() => onMove(id, 1)}
            >
              <IconArrowDown size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
    </div>
  );
}
