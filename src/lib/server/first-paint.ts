/**
 * What is done to a page's HTML when it is rendered ahead of time, so that it is painted before ours wakes: on a slow
 * phone the first screen otherwise waits for scripts it does not need. Kit's scripts are fetched and started once the
 * first paint is over (`rosebayAwake`, made in app.html), and what is written for people is taken out of the inline ones.
 *
 * It relies on how Kit writes its start; when that changes the build fails here, and not on her phone.
 */
import { createHash } from 'node:crypto';

const KIT_STARTS = /Promise\.all\(\[\s*(import\("[^"]+"\)),\s*(import\("[^"]+"\))\s*\]\)/;
const INLINE = /<(script|style)>([\s\S]*?)<\/\1>/g;
const PRELOAD = /<link href="([^"]+)" rel="modulepreload">/g;

const sourceOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Without indentation, and without lines that are a comment alone. */
const slim = (text: string) =>
	text
		.replace(/^[ \t]+/gm, '')
		.replace(/^(\/\/.*|\/\*.*\*\/)\n/gm, '')
		.replace(/\n{2,}/g, '\n');

/**
 * The same page, painted first. The policy's hashes follow what they are hashes of.
 * @throws when the page does not start Kit in the way that is known here
 */
export function paintFirst(page: string): string {
	if (!KIT_STARTS.test(page)) throw new Error('Kit starts its pages in another way now: see first-paint.ts');
	const hashes = new Map<string, string>();
	const html = page
		.replace(KIT_STARTS, 'rosebayAwake.then(() => Promise.all([$1, $2]))')
		.replace(INLINE, (whole, tag: string, text: string) => `<${tag}>${slim(text)}</${tag}>`)
		.replace(PRELOAD, '<link href="$1" data-later>');
	const before = [...page.matchAll(INLINE)];
	for (const [at, [, , text]] of [...html.matchAll(INLINE)].entries())
		hashes.set(sourceOf(before[at]?.[2] ?? ''), sourceOf(text ?? ''));
	return html.replace(/sha256-[A-Za-z0-9+/]{43}=/g, (hash) => hashes.get(hash) ?? hash);
}
