/** Locks: what she can set about them. Her PIN or words, when it locks by itself, a passkey besides. */
import Fingerprint from '@lucide/svelte/icons/fingerprint';
import Hourglass from '@lucide/svelte/icons/hourglass';
import KeyRound from '@lucide/svelte/icons/key-round';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'locks',
	screens: {
		secret: () => import('./Secret.svelte'),
		times: () => import('./Times.svelte'),
		passkey: () => import('./Passkey.svelte'),
	},
	safety: [
		{ group: 'lock', order: 10, screen: 'secret', title: 'locks:secret.title', icon: KeyRound },
		{ group: 'lock', order: 20, screen: 'times', title: 'locks:times.title', icon: Hourglass },
		{ group: 'lock', order: 80, screen: 'passkey', title: 'locks:passkey.title', icon: Fingerprint },
	],
	keeps: [{ label: 'locks:keeps', collections: ['lock-times'] }],
};
