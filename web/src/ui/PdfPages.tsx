import { useQuery } from '@tanstack/react-query';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { useTranslation } from '../i18n';
import { Loaded } from './Loaded';
import { PAPER } from './paper';
import { drawPage, openPdf } from './pdf';
import classes from './PdfPages.module.css';
import { useNear } from './useNear';

/** The pages of a PDF document, for browsers that show none themselves. */
export function PdfPages({ blob, name }: { blob: Blob; name: string }) {
  const opened = useQuery({
    queryKey: ['pdf', name, blob.size],
    queryFn: () => openPdf(blob),
    gcTime: 0,
    retry: false,
  });
  return (
    <Loaded query={opened} height={PAPER}>
      {(document) => (
        <div className={classes.pages} tabIndex={0} role="group" aria-label={name}>
          {Array.from({ length: document.numPages }, (_, place) => (
            <PdfPage key={place} document={document} number={place + 1} />
          ))}
        </div>
      )}
    </Loaded>
  );
}

/** A page, drawn when it comes near the part that is seen. */
function PdfPage({ document, number }: { document: PDFDocumentProxy; number: number }) {
  const { t } = useTranslation();
  const [canvas, near] = useNear<HTMLCanvasElement>();
  const [text, setText] = useState('');

  useEffect(() => {
    const place = canvas.current;
    if (!near || place === null) return;
    const draw = async () => setText(await drawPage(await document.getPage(number), place));
    void draw();
  }, [canvas, near, document, number]);

  return (
    <>
      <canvas
        ref={canvas}
        className={classes.page}
        role="img"
        aria-label={t('common:file.page', { number, of: document.numPages })}
      />
      <p className="seen-by-readers">{text}</p>
    </>
  );
}
