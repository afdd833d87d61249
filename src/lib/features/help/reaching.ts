/** What each way to reach somebody leaves behind, and what her phone is asked to open. Pure. */
import type { Contact, Method } from '$parts';

/** What each way leaves, in the order in which it is said: keys of `help:reach.<method>`. */
export const LEAVES: Record<Method, readonly string[]> = {
	call: ['screen', 'log', 'bill'],
	text: ['stays', 'answer', 'bill'],
	whatsapp: ['stays', 'sees', 'answer'],
	chat: ['opens', 'history', 'private'],
	page: ['opens', 'history', 'private'],
	mail: ['stays', 'sees', 'answer'],
};

/** What her phone is asked to open once she has said so. */
export function addressOf(contact: Contact): string | null {
	switch (contact.method) {
		case 'call':
			return `tel:${contact.dial}`;
		case 'text':
			return `sms:${contact.dial}`;
		case 'chat':
		case 'page':
			return contact.url;
		case 'mail':
			return `mailto:${encodeURIComponent(contact.value).replace('%40', '@')}`;
		// There is no address of WhatsApp's that works for a free number from every country.
		case 'whatsapp':
			return null;
	}
}
