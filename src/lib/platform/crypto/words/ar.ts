export const wordlist: readonly string[] = [];
