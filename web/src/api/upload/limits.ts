/** One MB of the rules, in bytes. */
export const MB = 2 ** 20;

/** What a field takes. The server decides; these let the page say so before the upload. */
export interface FileRule {
  /** Most bytes of one file. */
  maxBytes: number;
  /** Media type by file name extension: what the browser thinks of a type differs by machine. */
  types: Readonly<Record<string, string>>;
}

/** Documents from the first semester of school year 109 on: 4 MB (國教署, 2020-12-23). */
export const documentRule: FileRule = {
  maxBytes: 4 * MB,
  types: { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' },
};

/** Audio and video from the same semester on: 10 MB. */
export const mediaRule: FileRule = { maxBytes: 10 * MB, types: { mp3: 'audio/mpeg', mp4: 'video/mp4' } };

/** The ministry's receipt for a submission, as the school clerk got it. */
export const receiptRule: FileRule = { maxBytes: 10 * MB, types: { csv: 'text/csv' } };

export type FileObjection = 'type' | 'empty' | 'too_large' | 'no_space';

/** Why a file cannot be taken, known before a byte is sent. */
export function objection(file: File, rule: FileRule, freeBytes: number | null): FileObjection | null {
  if (mediaType(file.name, rule) === null) return 'type';
  if (file.size === 0) return 'empty';
  if (file.size > rule.maxBytes) return 'too_large';
  if (freeBytes !== null && file.size > freeBytes) return 'no_space';
  return null;
}

/** The media type that a file name stands for, if the field takes it. */
export function mediaType(name: string, rule: FileRule): string | null {
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  return rule.types[extension] ?? null;
}

/** The types in words: one extension each. */
export const typeNames = (rule: FileRule): string[] => {
  const extensions = Object.entries(rule.types);
  const first = extensions.filter(([, type], index) => extensions.findIndex((e) => e[1] === type) === index);
  return first.map(([extension]) => extension.toUpperCase());
};

/** The value of an input's `accept`. */
export const accepted = (rule: FileRule) =>
  [
    ...Object.keys(rule.types).map((extension) => `.${extension}`),
    ...new Set(Object.values(rule.types)),
  ].join(',');
