package io.yuhitsu.store.internal.jdbc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says that it is a PostgreSQL of some version, and says yes to everything it is asked. */
final class OldServer implements AutoCloseable {
    private static final int VERSION_3 = 3 << 16;

    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final String version;

    OldServer(String version) throws IOException {
        this.version = version;
        Thread thread = new Thread(this::serve, "old-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket peer = socket.accept()) {
                talk(new DataInputStream(peer.getInputStream()), new DataOutputStream(peer.getOutputStream()));
            } catch (IOException e) {
                // The other side has heard enough, or the test is over.
            }
        }
    }

    private void talk(DataInputStream in, DataOutputStream out) throws IOException {
        // A client that would like encryption asks for that first.
        while (greeting(in) != VERSION_3) {
            out.write('N');
        }
        send(out, 'R', new byte[] {0, 0, 0, 0});
        for (String parameter : new String[] {
            "server_version\0" + version + "\0",
            "client_encoding\0UTF8\0",
            "server_encoding\0UTF8\0",
            "DateStyle\0ISO, MDY\0",
            "integer_datetimes\0on\0",
            "standard_conforming_strings\0on\0"
        }) {
            send(out, 'S', parameter.getBytes(StandardCharsets.US_ASCII));
        }
        send(out, 'Z', new byte[] {'I'});
        while (true) {
            int kind = in.readByte();
            in.skipNBytes(in.readInt() - 4);
            if (kind == 'S') {
                send(out, '1', new byte[0]);
                send(out, '2', new byte[0]);
            }
            if (kind == 'S' || kind == 'Q') {
                send(out, 'C', "SET\0".getBytes(StandardCharsets.US_ASCII));
                send(out, 'Z', new byte[] {'I'});
            }
        }
    }

    /** A message without a kind. @return what it begins with */
    private static int greeting(DataInputStream in) throws IOException {
        int length = in.readInt();
        int first = in.readInt();
        in.skipNBytes(length - 8);
        return first;
    }

    private static void send(DataOutputStream out, char kind, byte[] content) throws IOException {
        out.writeByte(kind);
        out.writeInt(content.length + 4);
        out.write(content);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
