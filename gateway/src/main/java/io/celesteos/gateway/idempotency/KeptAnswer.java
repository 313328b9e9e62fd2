package io.celesteos.gateway.idempotency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What the first request with a key was, and what it was answered.
 *
 * @param fingerprint of the request, 32 bytes
 * @param status 0 where the answer was too large to keep
 * @param location of what was made; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by belongsTo alone
record KeptAnswer(
        byte[] fingerprint,
        int status,
        @Nullable String contentType,
        @Nullable String location,
        byte[] body) {

    private static final int FINGERPRINT = 32;

    static KeptAnswer tooLarge(byte[] fingerprint) {
        return new KeptAnswer(fingerprint, 0, null, null, new byte[0]);
    }

    boolean isTooLarge() {
        return status == 0;
    }

    boolean belongsTo(byte[] other) {
        return MessageDigest.isEqual(fingerprint, other);
    }

    byte[] packed() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(fingerprint);
            out.writeShort(status);
            out.writeUTF(contentType == null ? "" : contentType);
            out.writeUTF(location == null ? "" : location);
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory is always written", impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException for what is not {@link #packed} */
    static KeptAnswer unpacked(byte[] packed) {
        try (var in = new DataInputStream(new ByteArrayInputStream(packed))) {
            byte[] fingerprint = in.readNBytes(FINGERPRINT);
            int status = in.readUnsignedShort();
            String contentType = in.readUTF();
            String location = in.readUTF();
            return new KeptAnswer(
                    fingerprint,
                    status,
                    contentType.isEmpty() ? null : contentType,
                    location.isEmpty() ? null : location,
                    in.readAllBytes());
        } catch (IOException notOurs) {
            throw new IllegalArgumentException("no kept answer", notOurs);
        }
    }
}
