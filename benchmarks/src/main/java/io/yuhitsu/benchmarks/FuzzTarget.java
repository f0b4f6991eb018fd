package io.yuhitsu.benchmarks;

import java.util.List;

/**
 * Something that reads what strangers send.
 *
 * @param name with dashes; the part before the first one says whether child processes are at work ({@code recording})
 * @param samples whole ones, of which damaged ones are made
 */
public record FuzzTarget(String name, List<byte[]> samples, Attempt attempt) {
    /** Has one damaged sample read. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * @return what came of it, in a word or two
         * @throws Exception a find, but for failures with a reason for people
         */
        String read(byte[] damaged) throws Exception;
    }

    public FuzzTarget {
        samples = List.copyOf(samples);
    }

    boolean hasChildren() {
        return name.startsWith("recording-");
    }
}
