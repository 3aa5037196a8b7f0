package io.antiphon.connector.webhookout;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses of the Internet Protocol the public can reach, after IANA's registries of special purposes. */
final class Addresses {

    private static final int[][] NOT_PUBLIC = {
        {0, 0, 8}, {10, 0, 8}, {100, 64, 10}, {127, 0, 8}, {169, 254, 16}, {172, 16, 12}, {192, 168, 16}, {198, 18, 15}
    };

    private Addresses() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int start = first << 8 | bytes[1] & 0xff;
        for (int[] range : NOT_PUBLIC) {
            int shift = 16 - range[2];
            if (start >> shift == (range[0] << 8 | range[1]) >> shift) {
                return false;
            }
        }
        boolean assigned = first == 192 && bytes[1] == 0 && bytes[2] == 0;
        return !assigned && first < 224;
    }

    /** Only global unicast; of what carries an address of version 4 within, that one counts. */
    private static boolean isPublic6(byte[] bytes) {
        int start = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if (start == 0x0064 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b) {
            return inner(bytes, 12);
        }
        if (start == 0x2002) {
            return inner(bytes, 2);
        }
        boolean tunnelOrSample = start == 0x2001 && (bytes[2] == 0 || bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8);
        return start >> 13 == 1 && !tunnelOrSample;
    }

    private static boolean inner(byte[] bytes, int from) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
