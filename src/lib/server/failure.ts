/**
 * What may be written down when something unexpected happens: the kind of error and where in the code. Never its
 * message, an address, a path or an id: a log must not tell who wrote to whom.
 */
export function reportFailure(error: unknown): void {
	if (!(error instanceof Error)) {
		process.stderr.write('Unexpected failure\n');
		return;
	}
	const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
	const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	process.stderr.write([`Unexpected failure: ${error.name}${code}`, ...at.slice(0, 6)].join('\n') + '\n');
}
