package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.util.Map;
import java.util.regex.Pattern;

/** What the values of the shipped files may be, so that a bad one is refused by the name under which it was written. */
enum ShippedValues {
    FLAG("value-flag", "true|false"),
    TIME("value-time", "\\d{1,15}|(?=\\d)(\\d{1,6}d)?(\\d{1,8}h)?(\\d{1,8}m)?(\\d{1,9}s)?(\\d{1,15}ms)?"),
    COUNT("value-count", "0*([1-9]|[1-5]\\d|6[0-4])");

    private static final Texts TEXTS = Texts.beside(ShippedValues.class);
    private static final Map<String, ShippedValues> KINDS = Map.of(
            "inbox.delete", FLAG,
            "inbox.done.file", FLAG,
            "inbox.settle", TIME,
            "inbox.settle.zeros", TIME,
            "inbox.young", TIME,
            "transcribe.concurrency", COUNT,
            "summarise.concurrency", COUNT,
            "render.concurrency", COUNT);

    private final String code;
    private final Pattern allowed;

    ShippedValues(String code, String allowed) {
        this.code = code;
        this.allowed = Pattern.compile(allowed);
    }

    /** @throws RouteRefused when the value of that name cannot be used; names of own files may have any */
    static void check(String name, String value) {
        ShippedValues kind = KINDS.get(name);
        if (kind != null && !kind.allowed.matcher(value).matches()) {
            throw new RouteRefused(TEXTS.message(kind.code, name, value));
        }
    }
}
