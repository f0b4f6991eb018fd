package io.yuhitsu.api;

import java.util.regex.Pattern;

/** Name of one stored object; says nothing about its content. 32 lower-case hexadecimal digits. */
public record BlobRef(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public BlobRef {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a blob reference: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
