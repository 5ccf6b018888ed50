// Central submissions of a school, as a journey finds them, and the receipts that come back.
import { Caller, type Person } from './people.ts';

/** As the functions show it. */
export interface Batch {
  id: string;
  year: number;
  roster: 'learning_outcomes' | 'diverse_performances';
  state: string;
  version: number;
}

/** A row that was sent. */
export interface Row {
  data_key: string;
  title: string;
  student: { class_name: string; seat: number };
}

/** Where the batches of a clerk's school are, and what is in them. */
export async function submissionsOf(clerk: Person) {
  const caller = await Caller.of(clerk);
  const path = `/api/schools/${caller.account.school?.code}/central-submissions`;
  const all = async () => (await caller.call<{ items: Batch[] }>('GET', path)).items;
  const rowsOf = async ({ id }: Pick<Batch, 'id'>) =>
    (await caller.call<{ items: Row[] }>('GET', `${path}/${id}/items`)).items;
  /** The batch of a year, opened if nobody has. */
  const batchOf = async (year: number, roster: Batch['roster']) =>
    (await all()).find((one) => one.year === year && one.roster === roster) ??
    (await caller.call<Batch>('POST', path, { year, roster }));
  return { caller, path, rowsOf, batchOf };
}

/** What the central database says that it received (收訖明細), line by line. */
export const receipt = (lines: readonly string[], name = '收訖明細.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(['data_key,status,reason', ...lines, ''].join('\r\n')),
});

export const received = ({ data_key }: Row) => `${data_key},received,`;
export const rejected = ({ data_key }: Row, reason = '檔案無法開啟') => `${data_key},rejected,${reason}`;
/** Names no row of any batch. */
export const UNKNOWN_LINE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ,received,';
