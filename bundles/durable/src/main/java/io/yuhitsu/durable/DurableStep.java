package io.yuhitsu.durable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An act whose outcome outlives a crash: a file's content or name, a transaction. Tests find all of them in the compiled code (each is
 * {@link #named} by a constant) and have the server halted right before and right after each one, with the system property
 * {@value #CRASH_AT}{@code =<name>:<before|after>}.
 */
public final class DurableStep {
    /** How a server ends that was halted at a step. */
    public static final int CRASHED = 86;

    static final String CRASH_AT = "yuhitsu.crash.at";

    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*");
    private static final Pattern PLACE = Pattern.compile("(" + NAME + "):(before|after)");
    private static final String CRASH = place(System.getProperty(CRASH_AT, ""));

    private final String name;
    private final boolean haltsBefore;
    private final boolean haltsAfter;

    private DurableStep(String name) {
        this.name = name;
        haltsBefore = CRASH.equals(name + ":before");
        haltsAfter = CRASH.equals(name + ":after");
    }

    /** What is done in a step. */
    @FunctionalInterface
    public interface Act<X extends Exception> {
        void run() throws X;
    }

    /** @param name a constant, {@code area.act}: one step has one name */
    public static DurableStep named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a step: " + name);
        }
        return new DurableStep(name);
    }

    private static String place(String property) {
        Matcher place = PLACE.matcher(property);
        if (!property.isEmpty() && !place.matches()) {
            throw new IllegalArgumentException(CRASH_AT + " is NAME:before or NAME:after, not " + property);
        }
        return property;
    }

    public <X extends Exception> void run(Act<X> act) throws X {
        begins();
        act.run();
        ended();
    }

    /** Everything is prepared; what follows makes it durable. */
    public void begins() {
        if (haltsBefore) {
            Runtime.getRuntime().halt(CRASHED);
        }
    }

    /** From here on it outlives a crash. */
    public void ended() {
        if (haltsAfter) {
            Runtime.getRuntime().halt(CRASHED);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
