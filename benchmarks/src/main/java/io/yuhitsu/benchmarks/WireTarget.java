package io.yuhitsu.benchmarks;

import io.yuhitsu.client.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What the server reads from its Unix socket. */
final class WireTarget {
    private WireTarget() {}

    static FuzzTarget target() throws IOException {
        ByteArrayOutputStream call = new ByteArrayOutputStream();
        new Wire.Call(Locale.JAPAN, 120, "/srv/会議", List.of("job", "show", "j0", "--json"))
                .writeTo(new DataOutputStream(call));
        return new FuzzTarget("wire", List.of(call.toByteArray()), WireTarget::read);
    }

    private static String read(byte[] damaged) {
        try {
            Wire.Call.readFrom(new DataInputStream(new ByteArrayInputStream(damaged)));
            return "read";
        } catch (IOException e) {
            return "refused";
        }
    }
}
