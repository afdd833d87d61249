/** `npx rosebay module ...`: which of its commands is meant, and where what it makes goes. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { languageSchema } from '$protocol/appointments';
import { moduleIdSchema } from '$protocol/module-blocks';
import { Misunderstood, notWritten, type Outcome, type Output } from './command-line';
import { moduleCheck } from './module-check';
import { modulePack } from './module-pack';
import { newKeyFile, signAsAuthor, signAsReviewer, signAsTranslator } from './module-sign';

export const MODULE_USAGE = {
	commands: `       npx rosebay module check FILE [--json]
       npx rosebay module key NAME -o FILE
       npx rosebay module pack FILE.md --language LANG [--id ID | --of MODULE] [-o FILE]
       npx rosebay module sign FILE --key KEYFILE [-o FILE]
       npx rosebay module sign FILE --key KEYFILE --as translator LANG --words FILE [-o FILE]
       npx rosebay module sign FILE --key KEYFILE --as reviewer [LANG ...] [--on DAY] [-o FILE]`,
	meaning: `  A module is an exercise or a lesson that people pass on. check says who signed what in it, what is wrong, and what
  should be looked at; with --json { ok, problems, warnings, module }. Exit 0 when a phone would take it, 1 when not.
  key makes a signing key in a file that only its owner can read; keep it. pack makes Markdown, as in locales/README.md,
  into an unsigned module (a new one, or with --id a further revision), or with --of into the words of a translation.
  sign signs as the author (an unsigned module
  as JSON), as a translator (the words by place as JSON), or as an organisation that has read it, and prints the signed
  module, or writes it to -o.`,
};

const OPTIONS = {
	json: { type: 'boolean' },
	key: { type: 'string' },
	as: { type: 'string' },
	words: { type: 'string' },
	language: { type: 'string' },
	id: { type: 'string' },
	of: { type: 'string' },
	on: { type: 'string' },
	output: { type: 'string', short: 'o' },
} as const;
type Option = keyof typeof OPTIONS;

interface Given {
	words: string[];
	options: Partial<Record<Exclude<Option, 'json'>, string>> & { json?: boolean };
}

function given(args: readonly string[], known: readonly Option[]): Given {
	try {
		const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
		const strange = Object.keys(values).find((name) => !known.some((one) => one === name));
		if (strange !== undefined) throw new Misunderstood(`--${strange} has no meaning here.`);
		return { words: positionals, options: values };
	} catch (error) {
		if (error instanceof Misunderstood) throw error;
		throw new Misunderstood(
			args.some((word) => word.startsWith('-'))
				? 'An option is unknown, or has no value.'
				: 'These words are not understood.',
		);
	}
}

const today = (): string => new Date().toISOString().slice(0, 10);

const needed = (value: string | undefined, question: string): string => {
	if (value === undefined || value === '') throw new Misunderstood(question);
	return value;
};

async function deliver(bytes: Uint8Array, path: string | undefined, output: Output): Promise<Outcome> {
	if (path === undefined) output.out(`${new TextDecoder().decode(bytes)}\n`);
	else
		try {
			await writeFile(path, bytes);
		} catch (error) {
			throw notWritten(path, error);
		}
	return { exit: 0 };
}

async function check(args: readonly string[], output: Output): Promise<Outcome> {
	const { words, options } = given(args, ['json']);
	if (words.length > 1) throw new Misunderstood('One file at a time.');
	const path = needed(words[0], 'Which file? npx rosebay module check FILE');
	const { text, ok } = await moduleCheck(path, options.json === true, today());
	output.out(text);
	return { exit: ok ? 0 : 1 };
}

async function key(args: readonly string[], output: Output): Promise<Outcome> {
	const { words, options } = given(args, ['output']);
	const name = needed(
		words.join(' ').trim().normalize('NFC'),
		'Whose key? npx rosebay module key NAME -o FILE',
	);
	const path = needed(options.output, 'Where to? npx rosebay module key NAME -o FILE');
	const fingerprint = await newKeyFile(name, path);
	output.out(
		`Key of ${name}\n  ${fingerprint}\nWhoever has the file signs in this name: keep it, and a copy, to yourself.\n`,
	);
	return { exit: 0 };
}

async function pack(args: readonly string[], output: Output): Promise<Outcome> {
	const { words, options } = given(args, ['language', 'id', 'of', 'output']);
	if (words.length > 1) throw new Misunderstood('One file at a time.');
	const path = needed(words[0], 'Which file? npx rosebay module pack FILE.md --language LANG');
	const language = needed(options.language, 'In which language is it written? --language LANG');
	if (!languageSchema.safeParse(language).success)
		throw new Misunderstood('A language is written as in en, ar or zh-Hans.');
	if (options.id !== undefined && options.of !== undefined)
		throw new Misunderstood('Either --id, a further revision, or --of, a translation.');
	if (
		options.id !== undefined &&
		(!moduleIdSchema.safeParse(options.id).success || options.id.startsWith('in:'))
	)
		throw new Misunderstood('This is no id of a module; leave it out for a new one.');
	const json = await modulePack(path, language, { id: options.id, of: options.of });
	return deliver(new TextEncoder().encode(json), options.output, output);
}

async function sign(args: readonly string[], output: Output): Promise<Outcome> {
	const { words, options } = given(args, ['key', 'as', 'words', 'on', 'output']);
	const [file, ...more] = words;
	const path = needed(file, 'Which file? npx rosebay module sign FILE --key KEYFILE');
	const keyPath = needed(
		options.key,
		'With which key? --key KEYFILE, made by: npx rosebay module key NAME -o FILE',
	);
	const as = options.as ?? 'author';
	if (as !== 'translator' && options.words !== undefined)
		throw new Misunderstood('--words has no meaning here.');
	if (as !== 'reviewer' && options.on !== undefined) throw new Misunderstood('--on has no meaning here.');
	const on = options.on ?? today();
	if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on)))
		throw new Misunderstood('A day is written as in 2026-11-22.');
	switch (as) {
		case 'author':
			if (more.length > 0) throw new Misunderstood('One file at a time.');
			return deliver(await signAsAuthor(path, keyPath), options.output, output);
		case 'translator': {
			const language = needed(more[0], 'Into which language? --as translator LANG');
			const wordsPath = needed(options.words, 'Where are the words? --words FILE');
			if (more.length > 1) throw new Misunderstood('One language at a time.');
			return deliver(await signAsTranslator(path, keyPath, language, wordsPath), options.output, output);
		}
		case 'reviewer':
			return deliver(
				await signAsReviewer(path, keyPath, more.length > 0 ? more : null, on),
				options.output,
				output,
			);
		default:
			throw new Misunderstood('One signs as author, translator or reviewer.');
	}
}

/** Runs `npx rosebay module NAME ...`. @throws {Misunderstood} and what the commands say could not be done */
export async function moduleCommand(
	name: string | undefined,
	args: readonly string[],
	output: Output,
): Promise<Outcome> {
	if (name === 'check') return check(args, output);
	if (name === 'key') return key(args, output);
	if (name === 'pack') return pack(args, output);
	if (name === 'sign') return sign(args, output);
	throw new Misunderstood(`There is no command "${['module', name].filter(Boolean).join(' ')}".`);
}
