package io.yuhitsu.itests;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** System calls as {@code strace -f -y} writes them down, in the order of their begins. */
final class Trace {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");
    private static final Pattern WHOLE = Pattern.compile("(\\w+)\\((.*)\\) += (-?\\d+)(?:<(.*)>)?.*");
    private static final Pattern DESCRIPTOR = Pattern.compile("(\\d+)<([^>]*)>.*");
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String UNFINISHED = " <unfinished ...>";

    /**
     * One call that ended.
     *
     * @param begin place of its begin among all lines @param end place of its end
     * @param result what it gave back, negative for a failure
     * @param opened the file behind the descriptor that it gave back, empty otherwise
     */
    record Call(int thread, String name, String arguments, long result, String opened, int begin, int end) {
        boolean succeeded() {
            return result >= 0;
        }

        boolean is(String... names) {
            return List.of(names).contains(name);
        }

        /** The file behind the descriptor that is its first argument; empty when there is none. */
        String file() {
            Matcher descriptor = DESCRIPTOR.matcher(arguments);
            return descriptor.matches() ? unescaped(descriptor.group(2)) : "";
        }

        /** The descriptor that is its first argument. */
        long descriptor() {
            Matcher descriptor = DESCRIPTOR.matcher(arguments);
            return descriptor.matches() ? Long.parseLong(descriptor.group(1)) : -1;
        }

        /** The names among its arguments. */
        List<String> names() {
            return NAME.matcher(arguments)
                    .results()
                    .map(name -> unescaped(name.group(1)))
                    .toList();
        }

        boolean isBefore(Call other) {
            return end < other.begin;
        }
    }

    private final List<Call> calls = new ArrayList<>();

    private record Half(String text, int begin) {}

    /** @param lines of {@code strace -f -y -o}; those that are no calls are passed over */
    Trace(List<String> lines) {
        Map<Integer, Half> unfinished = new HashMap<>();
        int place = 0;
        for (String line : lines) {
            place++;
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            int thread = Integer.parseInt(matcher.group(1));
            String text = matcher.group(2);
            Matcher resumed = RESUMED.matcher(text);
            if (text.endsWith(UNFINISHED)) {
                unfinished.put(thread, new Half(text.substring(0, text.length() - UNFINISHED.length()), place));
            } else if (resumed.matches()) {
                Half half = unfinished.remove(thread);
                if (half != null) {
                    add(thread, half.text() + resumed.group(2), half.begin(), place);
                }
            } else {
                add(thread, text, place, place);
            }
        }
        calls.sort((a, b) -> Integer.compare(a.begin(), b.begin()));
    }

    private void add(int thread, String text, int begin, int end) {
        Matcher call = WHOLE.matcher(text);
        if (call.matches()) {
            String opened = call.group(4) == null ? "" : unescaped(call.group(4));
            calls.add(
                    new Call(thread, call.group(1), call.group(2), Long.parseLong(call.group(3)), opened, begin, end));
        }
    }

    List<Call> calls() {
        return calls;
    }

    /** Names come as bytes, those beyond ASCII as octal numbers. */
    private static String unescaped(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                bytes.write(c);
                continue;
            }
            int end = i + 1;
            while (end < escaped.length() && end < i + 4 && escaped.charAt(end) >= '0' && escaped.charAt(end) <= '7') {
                end++;
            }
            if (end > i + 1) {
                bytes.write(Integer.parseInt(escaped.substring(i + 1, end), 8));
                i = end - 1;
            } else {
                i++;
                char next = escaped.charAt(i);
                bytes.write(next == 'n' ? '\n' : next == 't' ? '\t' : next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
