// The limit for a relay in node over http: mailboxes in memory, an append-only file, and group commit: what comes during one
// fdatasync shares the next, and is answered after it. No tokens, no ids, no limits, no forgetting.
// PUT /mailbox appends and answers with a number; GET /mailbox the oldest; DELETE /mailbox/number takes it away.
import { fdatasync, openSync, writev } from 'node:fs';
import { createServer } from 'node:http';

const file = openSync(process.argv[2] ?? '', 'w');
/** @type {{ bytes: Buffer, done: () => void }[]} */
let queue = [];
let busy = false;
function flush() {
	if (busy || queue.length === 0) return;
	busy = true;
	const group = queue;
	queue = [];
	const over = (/** @type {Error | null} */ error) => {
		if (error) throw error;
		for (const { done } of group) done();
		busy = false;
		flush();
	};
	writev(
		file,
		group.map(({ bytes }) => bytes),
		(error) => {
			if (error) throw error;
			fdatasync(file, over);
		},
	);
}
const write = (/** @type {Buffer} */ bytes) =>
	new Promise((/** @type {(value?: undefined) => void} */ done) => {
		queue.push({ bytes, done });
		flush();
	});

let last = 0;
/** @type {Map<string, { id: number, body: Buffer }[]>} */
const boxes = new Map();
const server = createServer((request, response) => {
	const [, box = '', id = ''] = (request.url ?? '').split('/');
	const items = boxes.get(box) ?? [];
	boxes.set(box, items);
	if (request.method === 'GET') {
		const [first] = items;
		response.writeHead(first ? 200 : 204, first ? { 'x-id': String(first.id) } : {}).end(first?.body);
		return;
	}
	if (request.method === 'DELETE') {
		void write(Buffer.alloc(16)).then(() => {
			items.splice(0, items.findIndex((item) => item.id === Number(id)) + 1);
			response.writeHead(204).end();
		});
		return;
	}
	/** @type {Buffer[]} */
	const chunks = [];
	request.on('data', (chunk) => chunks.push(chunk));
	request.on('end', () => {
		const body = Buffer.concat(chunks);
		last += 1;
		const item = { id: last, body };
		void write(body).then(() => {
			items.push(item);
			response.writeHead(201).end(String(item.id));
		});
	});
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	if (address !== null && typeof address === 'object') console.log(address.port);
});
