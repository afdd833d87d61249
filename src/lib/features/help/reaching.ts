/** One way to reach a line, as it is handed to the screen that says what it leaves behind. Pure. */
import { contactSchema, type Contact, type Method } from './schema';

/** What each way leaves, in the order in which it is said: keys of `help:reach.<method>`. */
export const LEAVES: Record<Method, readonly string[]> = {
	call: ['screen', 'log', 'bill'],
	text: ['stays', 'answer', 'bill'],
	whatsapp: ['stays', 'sees', 'answer'],
	chat: ['opens', 'history', 'private'],
};

/** Screens are opened with words alone. */
export const toParams = (contact: Contact): Record<string, string> => ({ contact: JSON.stringify(contact) });

/** Null for what is no way to reach anybody: nothing is dialled that was not in the list's shape. */
export function fromParams(params: Readonly<Record<string, string>>): Contact | null {
	try {
		const read = contactSchema.safeParse(JSON.parse(params['contact'] ?? ''));
		return read.success ? read.data : null;
	} catch {
		return null;
	}
}

/** What her phone is asked to open once she has said so. */
export function addressOf(contact: Contact): string | null {
	switch (contact.method) {
		case 'call':
			return `tel:${contact.dial}`;
		case 'text':
			return `sms:${contact.dial}`;
		case 'chat':
			return contact.url;
		// There is no address of WhatsApp's that works for a free number from every country.
		case 'whatsapp':
			return null;
	}
}
