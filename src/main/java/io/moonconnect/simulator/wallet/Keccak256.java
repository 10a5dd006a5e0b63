package io.moonconnect.simulator.wallet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Ethereum's hash: SHA-3 as it was before the standard changed its padding, which the JDK does not have. */
final class Keccak256 {

    private static final int BLOCK_BYTES = 136;
    private static final int HASH_BYTES = 32;
    private static final int ROUNDS = 24;
    private static final int LANES = 25;
    private static final int ROW = 5;
    private static final int[] ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };
    private static final int[] TARGETS = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private final long[] state = new long[LANES];

    private Keccak256() {}

    static byte[] of(byte[] text) {
        byte[] padded = new byte[(text.length / BLOCK_BYTES + 1) * BLOCK_BYTES];
        System.arraycopy(text, 0, padded, 0, text.length);
        padded[text.length] = 1;
        padded[padded.length - 1] |= (byte) 0x80;
        Keccak256 hash = new Keccak256();
        ByteBuffer blocks = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
        while (blocks.hasRemaining()) {
            for (int lane = 0; lane < BLOCK_BYTES / Long.BYTES; lane++) {
                hash.state[lane] ^= blocks.getLong();
            }
            hash.permute();
        }
        ByteBuffer result = ByteBuffer.allocate(HASH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int lane = 0; lane < HASH_BYTES / Long.BYTES; lane++) {
            result.putLong(hash.state[lane]);
        }
        return result.array();
    }

    private void permute() {
        int feedback = 1;
        for (int round = 0; round < ROUNDS; round++) {
            mixColumns();
            rotateLanes();
            mixRows();
            for (int bit = 0; bit <= 6; bit++) {
                if ((feedback & 1) != 0) {
                    state[0] ^= 1L << ((1 << bit) - 1);
                }
                feedback = feedback << 1 ^ (feedback >> 7) * 0x171;
            }
        }
    }

    private void mixColumns() {
        long[] parity = new long[ROW];
        for (int lane = 0; lane < LANES; lane++) {
            parity[lane % ROW] ^= state[lane];
        }
        for (int lane = 0; lane < LANES; lane++) {
            state[lane] ^= parity[(lane + 4) % ROW] ^ Long.rotateLeft(parity[(lane + 1) % ROW], 1);
        }
    }

    private void rotateLanes() {
        long moved = state[1];
        for (int step = 0; step < TARGETS.length; step++) {
            long next = state[TARGETS[step]];
            state[TARGETS[step]] = Long.rotateLeft(moved, ROTATIONS[step]);
            moved = next;
        }
    }

    private void mixRows() {
        for (int row = 0; row < LANES; row += ROW) {
            long[] before = new long[ROW];
            System.arraycopy(state, row, before, 0, ROW);
            for (int lane = 0; lane < ROW; lane++) {
                state[row + lane] = before[lane] ^ ~before[(lane + 1) % ROW] & before[(lane + 2) % ROW];
            }
        }
    }
}
