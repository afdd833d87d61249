/** Every call of the relay. A new one is a file beside this, its line here, and its words in `openapi.ts`. */
import { openApi } from '../openapi';
import { json } from '../problems';
import { call, type Call, type Parts } from './call';
import { itemCalls } from './items';
import { logCalls } from './logs';
import { pollCalls } from './poll';
import { staffCalls } from './staff';
import { transferCalls } from './transfers';
import { waitingCalls } from './waiting';
import { wakeCalls } from './wakes';

export const callsOf = (parts: Parts): Call[] => [
	...logCalls(parts),
	...transferCalls(parts),
	...itemCalls(parts),
	...pollCalls(parts),
	...waitingCalls(parts),
	...staffCalls(parts),
	...wakeCalls(parts),
	call('GET', '/openapi.json', () => Promise.resolve(json(openApi()))),
];
