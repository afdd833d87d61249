/**
 * Opening hours from a sentence, where the source has no columns for them: `Monday-Friday, 10-8; Saturday 9:30am-5:30pm`.
 * All of it is understood, or nothing: half of somebody's hours would be wrong hours.
 */
import { fold } from '$protocol/directory-words';
import { parseDays } from './days';
import { parseHours } from './clock';

export interface TextHours {
	days: string[];
	monthly: boolean;
	opens: number;
	closes: number;
}

const CLOCK = String.raw`\d{1,2}(?:[:.h]\d{2})?(?:\s*[ap]\.?m\.?)?|noon|midnight`;
const RANGE = new RegExp(String.raw`\b(${CLOCK})\s*(?:-|to|until|till|a)\s*(${CLOCK})(?![\w:])`, 'i');

/** `10-8`: where neither says which half of the day, nobody can know. `9-5pm` says it for the second alone. */
const said = (text: string): boolean => /[ap]\.?m|noon|midnight|:\d\d|h\d\d/i.test(text);

/** @returns null when any part of the text is not days with hours. Never throws. */
export function parseHoursText(written: string): TextHours[] | null {
	if (written.length > 400) return null;
	const text = fold(written)
		.replace(/[–—−]/g, '-')
		.replace(/^\((.*)\)$/, '$1')
		.replace(/^hours:?\s*/, '');
	const found: TextHours[] = [];
	let pending: string | null = null;
	for (const part of text.split(/[;\n]+/).map((one) => one.trim().replace(/[.,]+$/, ''))) {
		if (part === '') continue;
		const range = RANGE.exec(part);
		if (range === null) {
			if (/\b24 ?(?:hours|hrs|\/ ?7)\b/.test(part)) {
				const days = parseDays(part.replace(/,?\s*24 ?(?:hours|hrs|\/ ?7)\s*,?/, '') || 'daily');
				if (days === null) return null;
				found.push({ ...days, opens: 0, closes: 1_440 });
				continue;
			}
			// "Monday, 10-6" cut at the wrong place, or something else altogether.
			return null;
		}
		const [whole, from = '', to = ''] = range;
		if (!said(from) || !said(to)) return null;
		const rest: string = part.replace(whole, ' ').replace(/^[\s,:]+|[\s,:]+$/g, '');
		const days: string | null = rest === '' ? pending : rest;
		if (days === null) return null;
		const parsed = parseDays(days);
		const hours = parseHours(from, to);
		if (parsed === null || hours.type !== 'open') return null;
		pending = days;
		found.push({ ...parsed, opens: hours.opens, closes: hours.closes });
	}
	return found.length === 0 ? null : found;
}
