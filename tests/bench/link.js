// A slow link between the browser and a server: a TCP relay that delays and rations bytes. The browser's own throttling
// would miss what the service worker fetches, and the handshakes; this does not.
import { createServer, connect } from 'node:net';

/**
 * @typedef {{ rttMs: number, downKbps: number, upKbps: number }} Speed
 * @typedef {object} Link
 * @property {number} port
 * @property {() => number} received bytes that have reached the browser
 * @property {() => number} lastAt when bytes last reached the browser, `Date.now()`
 * @property {(shaped: boolean) => void} shape
 * @property {() => Promise<void>} cut nobody answers any more, as with the server dead
 * @property {() => Promise<void>} mend
 */

/** Small enough that connections share the link fairly, large enough that the timers do not cost CPU. Bytes. */
const PIECE = 4_096;
/** How much may wait in the link before the sender is asked to wait. Bytes. */
const WAITING = 128 * 1_024;

/** One direction, shared by all connections: a piece leaves when the ones before it have, and arrives half a round trip later. */
const direction = (/** @type {number} */ kbps, /** @type {number} */ delayMs) => {
	let freeAt = 0;
	return (/** @type {number} */ bytes) => {
		freeAt = Math.max(performance.now(), freeAt) + (bytes * 8) / kbps;
		return freeAt + delayMs;
	};
};

/**
 * @param {number} target port on this machine
 * @param {Speed} speed
 * @returns {Promise<Link>}
 */
export async function createLink(target, { rttMs, downKbps, upKbps }) {
	const down = direction(downKbps, rttMs / 2);
	const up = direction(upKbps, rttMs / 2);
	let shaped = true;
	let received = 0;
	let lastAt = 0;
	/** @type {Set<import('node:net').Socket>} */
	const sockets = new Set();

	/** Moves bytes from one socket to the other at the pace of `due`, in order. */
	const pump = (
		/** @type {import('node:net').Socket} */ from,
		/** @type {import('node:net').Socket} */ to,
		/** @type {(bytes: number) => number} */ due,
		/** @type {(bytes: number) => void} */ arrived,
	) => {
		/** @type {{ at: number, piece: Buffer | null }[]} In order; `null` is the end. One timer, so that order is kept. */
		const queue = [];
		let waiting = 0;
		let armed = false;
		const deliver = () => {
			armed = false;
			while (queue[0] && queue[0].at <= performance.now() + 0.5) {
				const { piece } = /** @type {{ piece: Buffer | null }} */ (queue.shift());
				if (piece === null) to.end();
				else {
					waiting -= piece.length;
					arrived(piece.length);
					if (to.writable) to.write(piece);
				}
			}
			if (waiting < WAITING / 2) from.resume();
			arm();
		};
		const arm = () => {
			if (armed || !queue[0]) return;
			armed = true;
			setTimeout(deliver, queue[0].at - performance.now());
		};
		const enter = (/** @type {Buffer | null} */ piece) => {
			queue.push({ at: shaped ? due(piece?.length ?? 0) : 0, piece });
			waiting += piece?.length ?? 0;
		};
		from.on('data', (/** @type {Buffer} */ chunk) => {
			for (let at = 0; at < chunk.length; at += PIECE) enter(chunk.subarray(at, at + PIECE));
			if (waiting > WAITING) from.pause();
			arm();
		});
		from.on('end', () => {
			enter(null);
			arm();
		});
		from.on('error', () => to.destroy());
		from.on('close', () => {
			sockets.delete(from);
			if (queue.length === 0) to.destroy();
			else setTimeout(() => to.destroy(), 10_000).unref();
		});
	};

	const server = createServer({ noDelay: true }, (near) => {
		const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
		sockets.add(near).add(far);
		near.pause();
		// The kernel has shaken hands already; over a real link that would have taken a round trip.
		setTimeout(
			() => {
				pump(near, far, up, () => undefined);
				pump(far, near, down, (bytes) => {
					received += bytes;
					lastAt = Date.now();
				});
				near.resume();
			},
			shaped ? rttMs : 0,
		);
	});
	const listen = (/** @type {number} */ port) =>
		new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
			server.listen(port, '127.0.0.1', () => resolve());
		});
	await listen(0);
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

	return {
		port,
		received: () => received,
		lastAt: () => lastAt,
		shape: (value) => {
			shaped = value;
		},
		cut: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
				sockets.clear();
			}),
		mend: () => listen(port),
	};
}
