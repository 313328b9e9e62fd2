package io.celesteos.streaming.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A socket that can be asked whether the other side has left, while its request is being answered and the container does
 * not read from it.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {

    /** The first byte of a request that came too early; it belongs to the container. */
    private volatile @Nullable ByteBuffer early;

    WatchedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** Whether the other side has closed; not for use while somebody else reads. */
    boolean gone() {
        if (!isOpen()) {
            return true;
        }
        if (early != null) {
            return false;
        }
        ByteBuffer one = BufferUtil.allocate(1);
        int read = readInto(one);
        if (read > 0) {
            early = one;
        }
        return read < 0;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        ByteBuffer first = early;
        if (first == null) {
            return super.fill(buffer);
        }
        early = null;
        int filled = BufferUtil.append(buffer, first);
        int more = super.fill(buffer);
        return more < 0 ? filled : filled + more;
    }

    private int readInto(ByteBuffer buffer) {
        try {
            return super.fill(buffer);
        } catch (IOException closed) {
            return -1;
        }
    }
}
