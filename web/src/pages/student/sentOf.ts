import type { Outcome, Performance } from '../../api/types';
import { t } from '../../i18n';
import { fileSize } from '../../ui/format';

/** What of an item goes to the central database beside its fields: its files and its link. */
export function sentOf(item: Pick<Outcome, 'document' | 'media'> & Partial<Performance>): string[] {
  const files = [item.document, item.media].filter((file) => file != null);
  const named = files.map(({ name, size }) => t('common:file.sized', { name, size: fileSize(size) }));
  return item.external_url ? [...named, item.external_url] : named;
}
