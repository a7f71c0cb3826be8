/** What stands across each page of a document that is not finished. */
export const markWords = { draft: 'Utkast', workingMaterial: 'Arbetsmaterial' } as const;
