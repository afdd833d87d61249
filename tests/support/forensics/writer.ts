/** What is typed in the walk, and where: words that are nowhere else, one for each field. */
import type { Page } from '@playwright/test';
import type { Survivor } from '../people';

/** Begins all that is typed: one thing to look for, and what follows says which field it was. */
export const CANARY = { en: 'KestrelQuarry7', ar: 'عوسجةالمحجر٧' };
export type WalkedLanguage = keyof typeof CANARY;

/** Who is asked for a field. */
export interface Person {
	page: Page;
	t: Survivor['t'];
}

export class Writer {
	readonly language: WalkedLanguage;
	/** Labels of the fields that were written into. */
	readonly fields = new Set<string>();
	/** All that was typed and could not begin with the canary, by name. */
	readonly secrets: Record<string, string> = {};

	constructor(language: WalkedLanguage) {
		this.language = language;
	}

	/** What stands in the field with this label. */
	canaryOf(key: string): string {
		return `${CANARY[this.language]} ${key.replaceAll(/[:.]/g, ' ')}`;
	}

	/** @param label where the key alone does not say it */
	async write({ page, t }: Person, key: string, text = this.canaryOf(key), label = t(key)): Promise<void> {
		this.fields.add(key);
		const written = page.locator('input:not([type=checkbox], [type=radio]), textarea');
		await page.getByLabel(label).and(written).first().fill(text);
	}

	/** As `write`, with a text that has to look otherwise, such as a number. */
	async writeSecret(person: Person, key: string, text: string): Promise<void> {
		this.secrets[key] = text;
		await this.write(person, key, text);
	}
}
