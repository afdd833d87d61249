/** A service's numbers and addresses as ways to reach somebody; what is no such thing is left out. Pure. */
import { contactSchema, type Contact } from '$parts';
import type { Service, ServicePhone } from '$protocol/directory';

const METHODS: Partial<Record<ServicePhone['type'], 'call' | 'text'>> = {
	voice: 'call',
	cell: 'call',
	text: 'text',
};

/** Digits, with a plus in front where it is written. Letters that stand for digits (1-800-HELP) are not guessed. */
const dialled = (number: string): string =>
	(number.trim().startsWith('+') ? '+' : '') + number.replace(/\D/g, '');

export interface Way {
	contact: Contact;
	/** What the source says about it. */
	note: string | undefined;
}

export function waysOf({ phones, email, url, organization, places }: Service): Way[] {
	const written = [
		...phones.flatMap(({ number, type, extension, note, languages }) => {
			const method = METHODS[type];
			const said = [extension === undefined ? undefined : `+ ${extension}`, note].filter(
				(one) => one !== undefined,
			);
			const contact = {
				method,
				value: number.trim(),
				dial: dialled(number),
				...(languages !== undefined && languages.length > 0 && { languages }),
			};
			return method === undefined ? [] : [{ contact, note: said.join(' · ') || undefined }];
		}),
		...(email === undefined ? [] : [{ contact: { method: 'mail', value: email }, note: undefined }]),
		...[...new Set([url ?? organization?.url, ...places.map((place) => place.url)])].flatMap((page) =>
			page === undefined ? [] : [{ contact: { method: 'page', url: page }, note: undefined }],
		),
	];
	return written.flatMap(({ contact, note }) => {
		const read = contactSchema.safeParse(contact);
		return read.success ? [{ contact: read.data, note }] : [];
	});
}
