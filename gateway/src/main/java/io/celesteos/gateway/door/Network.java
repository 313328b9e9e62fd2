package io.celesteos.gateway.door;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Addresses that share their first bits. */
final class Network {

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException when {@code text} is not like 10.0.0.0/8, 10.1.2.3, fd00::/8 or ::1 */
    static Network parse(String text) {
        String[] parts = text.strip().split("/", -1);
        try {
            byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
            int whole = address.length * 8;
            int bits = parts.length == 1 ? whole : Integer.parseInt(parts[1]);
            if (parts.length <= 2 && bits >= 0 && bits <= whole) {
                return new Network(address, bits);
            }
        } catch (IllegalArgumentException notANetwork) {
            throw refusal(text, notANetwork);
        }
        throw refusal(text, null);
    }

    boolean holds(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException refusal(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "gateway.door.trusted-proxies (TRUSTED_PROXIES) holds " + text + ", which is not like 10.0.0.0/8",
                cause);
    }
}
