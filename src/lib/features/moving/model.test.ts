import { describe, expect, it } from 'vitest';
import ar from '$locales/ar/ui/moving.json';
import en from '$locales/en/ui/moving.json';
import { wordsEntropy } from '$platform/crypto';
import type { TransferError } from '$platform/moving';
import { BACKUP_WORDS, dayOf, isCopyDue, keptLines, transferErrorKeys } from './model';

it('six words carry as much as is said', () => {
	const bits = (['en', 'es', 'fr', 'ar'] as const).map((language) => wordsEntropy(language, BACKUP_WORDS));
	expect(bits).toEqual([66, 66, 66, 60]);
});

describe('a copy is due', () => {
	const now = Date.parse('2026-11-22T12:00:00Z');
	it.each([
		[undefined, true],
		['2026-11-22', false],
		['2026-10-24', false],
		['2026-10-01', true],
		['2027-11-22', false],
		['nonsense', true],
	])('made on %s: %s', (madeOn, due) => {
		expect(isCopyDue(madeOn, now)).toBe(due);
	});

	it('her own calendar day counts', () => {
		expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
	});
});

describe('what is said about keeping', () => {
	it.each([
		[{ persisted: true, installed: true, apple: false }, ['yes']],
		[{ persisted: true, installed: false, apple: false }, ['yes']],
		[{ persisted: false, installed: false, apple: false }, ['no', 'install']],
		[{ persisted: false, installed: true, apple: false }, ['no']],
		[{ persisted: null, installed: false, apple: false }, ['unknown']],
		[{ persisted: false, installed: false, apple: true }, ['no', 'sevenDays']],
		[{ persisted: true, installed: false, apple: true }, ['yes']],
		[{ persisted: false, installed: true, apple: true }, ['no']],
	])('%o', (keeping, lines) => {
		expect(keptLines(keeping)).toEqual(lines);
		for (const line of lines) for (const words of [en, ar]) expect(words.kept).toHaveProperty(line);
	});
});

describe('every way in which moving to another phone can end', () => {
	const all: Record<TransferError['type'], true> = {
		CodeMistyped: true,
		CodeExpired: true,
		CodeUsed: true,
		WrongKey: true,
		NotTheSame: true,
		OtherStopped: true,
		Busy: true,
		Unreachable: true,
		TooMuch: true,
		Damaged: true,
		Newer: true,
		NotHeard: true,
		NotOpen: true,
		NotLoaded: true,
	};
	it.each(Object.keys(all) as TransferError['type'][])('%s has its sentence and a next step', (type) => {
		expect(Object.values(transferErrorKeys({ type }))).toEqual(
			['text', 'next'].map((line) => `moving:transfer.${type}.${line}`),
		);
		for (const words of [en, ar]) expect(Object.keys(words.transfer[type])).toEqual(['text', 'next']);
	});
});
