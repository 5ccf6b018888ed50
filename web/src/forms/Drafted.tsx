import { Button, Skeleton } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { answer, api } from '../api/client';
import { vault } from '../drafts/current';
import { Draft } from '../drafts/draft';
import { useTurn } from '../drafts/useTurn';
import { useTranslation } from '../i18n';
import { Notice } from '../ui/Notice';
import { useFormat } from '../ui/useFormat';

interface Props<V> {
  name: string;
  /** The version of the item that the form changes; `null` for a new one. */
  version: number | null;
  /** Height of the form, held while its draft is looked up. */
  height: number;
  children: (draft: Draft<V>) => ReactNode;
}

/** A form with its draft: what was begun is there again, and one tab at a time goes on with it. */
export function Drafted<V>({ name, version, height, children }: Props<V>) {
  const { t } = useTranslation();
  const turn = useTurn(`draft.${name}`);
  const [draft, setDraft] = useState<Draft<V> | null>(null);
  const opened = useRef(version);
  const here = turn === 'mine';

  useEffect(() => {
    if (!here) return;
    let left = false;
    void Draft.open<V>(vault(), name, opened.current).then((found) => {
      if (!left) setDraft(found);
    });
    return () => {
      left = true;
    };
  }, [name, here]);

  if (turn === 'elsewhere') return <Notice tone="warn" title={t('common:draft.elsewhere')} />;
  if (draft === null || draft.name !== name) return <Skeleton height={height} radius="md" aria-hidden />;

  const discard = async () => {
    const unused = draft.storedFiles();
    await draft.finish();
    for (const file of unused) void answer(api.DELETE('/api/files/{file}', { params: { path: { file } } }));
    opened.current = version;
    setDraft(await Draft.open<V>(vault(), name, version));
  };
  return (
    <div className="stack" key={draft.requestId}>
      {draft.found !== null && <Restored draft={draft} version={version} onDiscard={() => void discard()} />}
      {children(draft)}
      <Saved draft={draft} />
    </div>
  );
}

interface RestoredProps<V> {
  draft: Draft<V>;
  version: number | null;
  onDiscard: () => void;
}

function Restored<V>({ draft, version, onDiscard }: RestoredProps<V>) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = format.moment(new Date(draft.found?.savedAt ?? 0).toISOString());
  const outdated = draft.outdated(version);
  return (
    <Notice tone={outdated ? 'warn' : 'mute'} title={t('common:draft.restored', { at })}>
      {outdated && <p>{t('common:draft.outdated')}</p>}
      <div>
        <Button size="compact-md" variant="default" onClick={onDiscard}>
          {t('common:draft.discard')}
        </Button>
      </div>
    </Notice>
  );
}

function Saved<V>({ draft }: { draft: Draft<V> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { savedAt, failed } = useSyncExternalStore(draft.subscribe, draft.state);
  if (failed) return <Notice tone="warn" title={t('common:draft.failed')} />;
  // It is not read out: it would be, every few words.
  return (
    <p className="dimmed small">
      {savedAt === null
        ? t('common:draft.how')
        : t('common:draft.saved', { at: format.moment(new Date(savedAt).toISOString()) })}
    </p>
  );
}
