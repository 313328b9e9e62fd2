package io.celesteos.testbed.server;

/** A server the tests need is not installed. Never a reason to skip: the message says what to type. */
public final class MissingServerException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public MissingServerException(String what) {
        super(what + " is not installed. Type ./celeste test, which installs what the tests need on Debian and Ubuntu,"
                + " or scripts/install-test-servers.sh, which says what to type elsewhere.");
    }
}
