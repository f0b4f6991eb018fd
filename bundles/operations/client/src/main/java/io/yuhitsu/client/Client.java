package io.yuhitsu.client;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Runs one command in the server and prints what it says: {@code Client --socket PATH --locale TAG --width COLUMNS COMMAND…}. Exit status:
 * the command's own, 4 when no server answers or it breaks off.
 */
public final class Client {
    /** Exit status: no server answers, or it broke off. */
    public static final int NO_SERVER = 4;

    private Client() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** As the program itself, in this process. @return the exit status */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Path socket = null;
        Locale locale = Locale.ENGLISH;
        int width = 0;
        int at = 0;
        for (; at + 1 < args.length && args[at].startsWith("--"); at += 2) {
            String value = args[at + 1];
            switch (args[at]) {
                case "--socket" -> socket = Path.of(value);
                case "--locale" -> locale = Locale.forLanguageTag(value);
                case "--width" -> width = Integer.parseInt(value);
                default -> throw new IllegalArgumentException(args[at]);
            }
        }
        if (socket == null) {
            throw new IllegalArgumentException("--socket is missing");
        }
        Wire.Call call = new Wire.Call(
                locale,
                width,
                Path.of("").toAbsolutePath().toString(),
                List.of(args).subList(at, args.length));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            try {
                call.writeTo(new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel))));
                return relay(new DataInputStream(Channels.newInputStream(channel)), out, err);
            } catch (IOException e) {
                err.println(
                        locale.getLanguage().equals("ja")
                                ? "サーバーとの接続が途中で切れました。./yuhitsu status と ./yuhitsu logs で状態を確認してください。"
                                : "The server broke off the connection. See ./yuhitsu status and ./yuhitsu logs.");
                return NO_SERVER;
            }
        } catch (IOException e) {
            err.println(
                    locale.getLanguage().equals("ja")
                            ? "サーバーに接続できません(" + socket + ")。./yuhitsu start で起動してください。"
                            : "No server answers at " + socket + ". Start it with ./yuhitsu start.");
            return NO_SERVER;
        }
    }

    private static int relay(DataInputStream in, PrintStream out, PrintStream err) throws IOException {
        while (true) {
            byte type = in.readByte();
            int length = in.readInt();
            if (type == Wire.EXIT) {
                return in.readInt();
            }
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            PrintStream stream = type == Wire.ERR ? err : out;
            stream.write(bytes, 0, length);
            stream.flush();
        }
    }
}
