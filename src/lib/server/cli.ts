/**
 * The operator's command line, `npx rosebay ...`. Works beside a running server, on the same data. Exit codes: 0 done,
 * 1 could not be done, 2 not understood.
 */
import { INVITE_HOURS, INVITE_NAME_BYTES } from '$protocol/invite';
import { calendarCheck } from './calendar-check';
import { Misunderstood, NotDone, type Outcome, type Output } from './command-line';
import { databaseUrl, dataFolder, openStore } from './data';
import { MODULE_USAGE, moduleCommand } from './module-command';
import { createInvite, StoreFull, StoreUnavailable } from './relay';

const usage = (env: NodeJS.ProcessEnv): string => `Usage: npx rosebay staff invite NAME
       npx rosebay calendar check FILE [--json]
${MODULE_USAGE.commands}

  NAME is how the caseworker signs, as the people she works with will see it.
  Prints a code with which her browser joins, once, within ${String(INVITE_HOURS)} hours.

  FILE is an iCalendar file (.ics). Prints its events as they would be taken, and what is wrong with any of them;
  with --json { events, problems }, where "lost" says that an event is not among the events. Exit 0 also when there
  are problems; 1 when it is no calendar file, too large, or cannot be read; 2 when the command is not understood.

${MODULE_USAGE.meaning}

The data is kept in ${databaseUrl(env) === null ? `ROSEBAY_DATA (now: ${dataFolder(env)})` : 'the database of DATABASE_URL'}.
`;

/** Where a caseworker opens Rosebay, as far as this environment knows. */
const caseworkerAddress = (env: NodeJS.ProcessEnv): string =>
	`${env.ORIGIN ?? `http://localhost:${env.PORT ?? '3000'}`}/caseworker`;

async function staffInvite(
	words: readonly string[],
	env: NodeJS.ProcessEnv,
	output: Output,
): Promise<Outcome> {
	const name = words.join(' ').trim().normalize('NFC');
	if (name === '')
		throw new Misunderstood('Whom is it for? Give a name: npx rosebay staff invite "Your name"');
	if (name.startsWith('-')) throw new Misunderstood(`There is no option ${words[0] ?? ''}.`);
	if (/\p{Cc}/u.test(name)) throw new Misunderstood('A name is one line of text.');
	if (Buffer.byteLength(name) > INVITE_NAME_BYTES) throw new Misunderstood('This name is too long.');

	const store = await openStore(env);
	try {
		const { code, invite } = createInvite(name, Date.now());
		await store.invite(invite);
		output.out(
			`Code for ${name}:\n\n    ${code}\n\n` +
				`Open ${caseworkerAddress(env)} and type it there.\n` +
				`It works once, until ${new Date(invite.expiresAt).toISOString()}. Give it to nobody else; it is not shown again.\n`,
		);
		return { exit: 0 };
	} finally {
		await store.close();
	}
}

async function checkCalendar(words: readonly string[], output: Output): Promise<Outcome> {
	const files = words.filter((word) => word !== '--json');
	const option = files.find((word) => word.startsWith('-'));
	if (option !== undefined) throw new Misunderstood(`There is no option ${option}.`);
	const [path, another] = files;
	if (path === undefined || path === '')
		throw new Misunderstood('Which file? npx rosebay calendar check FILE');
	if (another !== undefined) throw new Misunderstood('One file at a time.');
	const { text, isCalendar } = await calendarCheck(path, words.includes('--json'));
	output.out(text);
	return { exit: isCalendar ? 0 : 1 };
}

/** Runs one command line (without `node` and the script's path). Never throws for what a person may get wrong. */
export async function run(
	words: readonly string[],
	env: NodeJS.ProcessEnv,
	output: Output,
): Promise<Outcome> {
	const [first, second, ...rest] = words;
	try {
		if (first === undefined) throw new Misunderstood('What should be done?');
		if (words.some((word) => word === '--help' || word === '-h') || first === 'help') {
			output.out(usage(env));
			return { exit: 0 };
		}
		if (first === 'staff' && second === 'invite') return await staffInvite(rest, env, output);
		if (first === 'calendar' && second === 'check') return await checkCalendar(rest, output);
		if (first === 'module') return await moduleCommand(second, rest, output);
		throw new Misunderstood(`There is no command "${[first, second].filter(Boolean).join(' ')}".`);
	} catch (error) {
		if (error instanceof Misunderstood) {
			output.err(`${error.message}\n\n${usage(env)}`);
			return { exit: 2 };
		}
		const expected = [StoreUnavailable, StoreFull, NotDone].some((kind) => error instanceof kind);
		if (!(error instanceof Error && expected)) throw error;
		output.err(`${error.message}\n`);
		return { exit: 1 };
	}
}
