import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { assetBytes } from '../api/asset';

GlobalWorkerOptions.workerSrc = worker;

const MAPS = '../../node_modules/pdfjs-dist/cmaps/';
/** Maps of the Chinese characters of documents that bring no fonts, each a file of its own. */
const maps = import.meta.glob<string>(
  '../../node_modules/pdfjs-dist/cmaps/{Adobe-CNS1-*,UniCNS-*,B5pc-*,ETen-B5-*,ETenms-B5-*}.bcmap',
  { query: '?url', import: 'default' },
);

/** Fetches the maps that a document asks for. Fonts are the system's, and no WebAssembly is used. */
class Maps {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const address = await maps[`${MAPS}${filename}`]?.();
    if (address === undefined) throw new Error(`no ${filename} for the document`);
    return assetBytes(address);
  }
}

/** Opens a document. No script of it is run. */
export async function openPdf(blob: Blob): Promise<PDFDocumentProxy> {
  const data = await blob.arrayBuffer();
  const task = getDocument({ data, BinaryDataFactory: Maps, useWorkerFetch: false, useWasm: false });
  return task.promise;
}

/** Draws a page as wide as its place, as sharp as the screen. Answers its text. */
export async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement): Promise<string> {
  const { width } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: (canvas.clientWidth / width) * window.devicePixelRatio });
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  await page.render({ canvas, viewport }).promise;
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}
