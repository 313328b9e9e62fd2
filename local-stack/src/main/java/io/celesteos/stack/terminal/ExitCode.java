package io.celesteos.stack.terminal;

/** What a command ends with; the same number means the same for every command. */
public final class ExitCode {

    public static final int DONE = 0;

    /** It could not be done, and a person can mend it. */
    public static final int FAILED = 1;

    public static final int USAGE = 2;

    /** Done for a part: some files failed, a job did not succeed. */
    public static final int IN_PART = 3;

    /** Nothing answers, or what answers lacks a service that the command needs. */
    public static final int AWAY = 4;

    /** The credential is wrong, or does not cover what was asked for. */
    public static final int REFUSED = 5;

    private ExitCode() {}
}
