/** Pure rules of what two people read to each other: a typed code while it is typed, and six digits. */
import { CODE_CHARACTERS, formatCode, normaliseCode } from '$protocol/code';

/** In groups, as the other screen shows it, whatever was typed or pasted. What is wrong or too much stays visible. */
export const groupCode = (typed: string): string => formatCode(normaliseCode(typed));

export const isWholeCode = (typed: string): boolean => normaliseCode(typed).length >= CODE_CHARACTERS;

/** Six digits as two groups of three: easier to say and to hear. */
export const digitGroups = (digits: string): string[] => digits.match(/.{1,3}/g) ?? [];
