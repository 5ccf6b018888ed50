import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { fileBytesQuery } from '../api/queries/account';
import type { StoredFile } from '../api/types';
import classes from './FilePreview.module.css';
import { later } from './later';
import { Loaded } from './Loaded';
import { PAPER } from './paper';
import { boxOf } from './Placeholder';
import { useNear } from './useNear';

/** How high each kind is shown. */
const PLAYER = 54;
const PICTURE = 320;

const heightOf = ({ media_type }: Previewed) =>
  media_type === 'application/pdf' ? PAPER : media_type.startsWith('audio/') ? PLAYER : PICTURE;

/** What a browser without a viewer of its own needs, as those of phones, is fetched when it is needed. */
const PdfPages = later(() => import('./PdfPages').then((part) => part.PdfPages), PAPER);

/** How long an address of bytes outlives its use. */
const REVOKE_MS = 10_000;

type Previewed = Pick<StoredFile, 'file_id' | 'name' | 'media_type'>;

/**
 * A file to look at without leaving the page. Its bytes are read into the page: the store serves attachments.
 * Nobody pays for those that are never scrolled to.
 */
export function FilePreview({ file }: { file: Previewed }) {
  const [place, near] = useNear<HTMLDivElement>();
  return (
    <div ref={place} style={near ? undefined : boxOf(heightOf(file))}>
      {near && <Fetched file={file} />}
    </div>
  );
}

function Fetched({ file }: { file: Previewed }) {
  const bytes = useQuery(fileBytesQuery(file.file_id, file.media_type));
  return (
    <Loaded query={bytes} height={heightOf(file)}>
      {(blob) => <Shown blob={blob} file={file} />}
    </Loaded>
  );
}

function Shown({ blob, file }: { blob: Blob; file: Previewed }) {
  const url = useObjectUrl(blob);
  if (file.media_type.startsWith('image/'))
    return <img className={classes.picture} src={url} alt={file.name} />;
  if (file.media_type.startsWith('audio/')) return <audio className={classes.media} src={url} controls />;
  if (file.media_type.startsWith('video/')) return <video className={classes.media} src={url} controls />;
  if (navigator.pdfViewerEnabled)
    return <iframe className={classes.frame} src={`${url}#navpanes=0`} title={file.name} />;
  return <PdfPages blob={blob} name={file.name} />;
}

function useObjectUrl(blob: Blob): string {
  const url = useMemo(() => URL.createObjectURL(blob), [blob]);
  useEffect(() => {
    // A short while later, since a development build runs effects twice.
    return () => void setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS);
  }, [url]);
  return url;
}
