package io.yuhitsu.itests.driver;

import io.yuhitsu.client.Wire;
import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A command over the server's socket, as the client program gives it. */
final class Asking {
    private Asking() {}

    static Outcome over(Path socket, List<String> arguments) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            new Wire.Call(Locale.ENGLISH, 0, Path.of("").toAbsolutePath().toString(), arguments)
                    .writeTo(new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel))));
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            while (true) {
                byte type = in.readByte();
                int length = in.readInt();
                if (type == Wire.EXIT) {
                    return new Outcome(in.readInt(), printed.toString(StandardCharsets.UTF_8));
                }
                byte[] bytes = new byte[length];
                in.readFully(bytes);
                printed.write(bytes);
            }
        }
    }
}
