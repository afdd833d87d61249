/**
 * What lies in a vault of a module, a phone's or a desk's: its text byte for byte as it was signed, so that it can be passed
 * on, and beside it what a list of many needs to know without reading each.
 */
import * as z from 'zod/mini';
import { moduleBytes } from '$platform/modules';
import { MODULE_KINDS, type SignedModule } from '$protocol/module';
import { MODULE_LIMITS } from '$protocol/module-blocks';

/** How it came. */
export const WAYS = ['file', 'code', 'link', 'letter'] as const;
export type Way = (typeof WAYS)[number];

const name = z.string().check(z.maxLength(80));
const key = z.string().check(z.maxLength(43));
export const keptSchema = z.strictObject({
	v: z.literal(1),
	/** Id of the module. */
	module: z.string().check(z.maxLength(48)),
	/** Canonical JSON. */
	text: z.string().check(z.maxLength(MODULE_LIMITS.bytes)),
	way: z.enum(WAYS),
	/** UTC ISO: when she kept this revision. */
	at: z.string().check(z.maxLength(30)),
	revision: z.int(),
	kind: z.enum(MODULE_KINDS),
	minutes: z.int(),
	author: z.strictObject({ name, key }),
	/** Title by language; the one it was written in first. */
	titles: z.array(z.strictObject({ language: z.string(), title: z.string() })).check(z.minLength(1)),
});
export type Kept = z.infer<typeof keptSchema>;

export function toKept(signed: SignedModule, way: Way, at: string): Kept {
	const { module, translations } = signed;
	const titleIn = (language: string, texts: Record<string, string>) => ({
		language,
		title: texts['title'] ?? '',
	});
	return {
		v: 1,
		module: module.id,
		text: new TextDecoder().decode(moduleBytes(signed)),
		way,
		at,
		revision: module.revision,
		kind: module.kind,
		minutes: module.minutes,
		author: module.author,
		titles: [
			titleIn(module.language, module.texts),
			...translations.map(({ translation }) => titleIn(translation.language, translation.texts)),
		],
	};
}

/** The title in her language where there is one, else in the one it was written in. */
export function titleOf({ titles }: Pick<Kept, 'titles'>, language: string): Kept['titles'][number] {
	const root = (tag: string) => tag.split('-')[0];
	const found =
		titles.find((one) => one.language === language) ??
		titles.find((one) => root(one.language) === root(language)) ??
		titles.find((one) => root(one.language) === 'en') ??
		titles[0];
	if (!found) throw new TypeError('A module without a title');
	return found;
}
