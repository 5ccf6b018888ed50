/** The parts of the page of documents, in their order. */
export const sections = ['basis', 'formats', 'guidance'] as const;
