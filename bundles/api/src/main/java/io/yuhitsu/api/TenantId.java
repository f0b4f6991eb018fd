package io.yuhitsu.api;

import java.util.regex.Pattern;

/** One customer organisation or department; owns everything below it. 1–63 of {@code a-z 0-9 -}, starting with a letter or digit. */
public record TenantId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The one tenant that exists before access control does. */
    public static final TenantId DEFAULT = new TenantId("default");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a tenant id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
