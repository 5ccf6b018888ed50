import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
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
            <Arrow
              label={t('selection:up', { title })}
              idle={fixed || place === 0}
              onPress={() => onMove(id, -1)}
            >
              <IconArrowUp size={18} aria-hidden />
            </Arrow>
            <Arrow
              label={t('selection:down', { title })}
              idle={fixed || place === chosen.length - 1}
              onPress={() => onMove(id, 1)}
            >
              <IconArrowDown size={18} aria-hidden />
            </Arrow>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Moves an item. At an end of the list it stays where the focus is, which a disabled button would lose. */
function Arrow(props: { label: string; idle: boolean; onPress: () => void; children: ReactNode }) {
  const { label, idle, onPress, children } = props;
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={label}
      aria-disabled={idle}
      data-disabled={idle || undefined}
      onClick={idle ? undefined : onPress}
    >
      {children}
    </ActionIcon>
  );
}
