import { Checkbox } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useSelection } from '../../forms/useSelection';
import type { Roster, Selection } from '../../api/types';
import { useTranslation } from '../../i18n';
import { paths } from '../../paths';
import { Card } from '../../ui/Card';
import { Dots } from '../../ui/Dots';
import { TextLink } from '../../ui/links';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { say } from '../../ui/say';
import { useAccount } from '../../ui/useAccount';
import { useFormat } from '../../ui/useFormat';
import { WindowNotice } from '../../ui/WindowNotice';
import { ToBeSent } from './ToBeSent';
import classes from './SelectionList.module.css';

/** Something that can be ticked, or the reason why it cannot. */
export interface Candidate {
  id: string;
  title: string;
  details: ReactNode;
  /** What of it goes to the central database: its files and its link. */
  sends: readonly string[];
  /** Why it cannot be selected at all; `null` where it can. */
  barred: string | null;
}

interface Props {
  roster: Roster;
  year: number;
  name: string;
  candidates: Candidate[];
  /** What is shown where there is nothing to tick. */
  empty: ReactNode;
}

/** The year's places and what could take them. */
export function SelectionList({ roster, year, name, candidates, empty }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id: student } = useAccount();
  const { query, selected, change } = useSelection(student, year, roster, (error) =>
    say(error.message, { tone: 'bad' }),
  );
  return (
    <Loaded query={query} height={480}>
      {(selection) => (
        <>
          <WindowNotice window={selection.window ?? null} />
          {selection.locked && <Notice tone="mute" title={t('selection:locked')} />}
          <Card
            title={t('selection:ofYear', { year: format.year(year) })}
            aside={<TextLink to={paths.confirmationSheet}>{t('selection:sheet.open')}</TextLink>}
          >
            <div className="stack">
              <Dots name={name} selected={selected.length} limit={selection.limit} />
              <ToBeSent
                chosen={selected.flatMap((id) => candidates.find((candidate) => candidate.id === id) ?? [])}
                fixed={obstacle(selection) !== null}
                onMove={(id, by) => change({ id, by })}
              />
            </div>
          </Card>
          <Card title={t('selection:candidates', { count: candidates.length })}>
            {candidates.length === 0 && empty}
            <ul className={classes.list}>
              {candidates.map((candidate) => (
                <Item
                  key={candidate.id}
                  candidate={candidate}
                  ticked={selected.includes(candidate.id)}
                  closed={obstacle(selection)}
                  full={selected.length >= selection.limit}
                  onChange={(selected) => change({ id: candidate.id, selected })}
                />
              ))}
            </ul>
          </Card>
        </>
      )}
    </Loaded>
  );
}

/** Why nothing can be ticked or unticked now, as the key of its sentence. */
function obstacle(selection: Selection): string | null {
  if (selection.locked) return 'selection:why.locked';
  return selection.window?.open ? null : 'selection:why.closed';
}

interface ItemProps {
  candidate: Candidate;
  ticked: boolean;
  closed: string | null;
  full: boolean;
  onChange: (ticked: boolean) => void;
}

function Item({ candidate, ticked, closed, full, onChange }: ItemProps) {
  const { t } = useTranslation();
  const id = useId();
  const why = closed
    ? t(closed)
    : ticked
      ? null
      : (candidate.barred ?? (full ? t('selection:why.full') : null));
  return (
    <li className={classes.item}>
      <Checkbox
        id={id}
        size="md"
        checked={ticked}
        disabled={why !== null}
        aria-describedby={`${id}-more`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div className={classes.text}>
        <label htmlFor={id}>{candidate.title}</label>
        <div id={`${id}-more`} className="dimmed small">
          {candidate.details}
          {why !== null && <div>{why}</div>}
        </div>
      </div>
    </li>
  );
}
