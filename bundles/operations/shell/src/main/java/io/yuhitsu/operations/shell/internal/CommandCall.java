package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.client.Wire;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One client of the command socket and the command that it wants done. */
record CommandCall(Commands commands, SocketChannel peer) {
    /** Blocks until the command is done and its exit status sent. @throws IOException the client went away or speaks another language */
    void serve() throws IOException {
        Wire.Call call = Wire.Call.readFrom(new DataInputStream(Channels.newInputStream(peer)));
        DataOutputStream channel = new DataOutputStream(new BufferedOutputStream(Wire.output(peer)));
        ClientWatch watch = ClientWatch.start(peer);
        int status;
        try {
            PrintStream out = new PrintStream(Wire.frames(channel, Wire.OUT), false, StandardCharsets.UTF_8);
            PrintStream err = new PrintStream(Wire.frames(channel, Wire.ERR), true, StandardCharsets.UTF_8);
            status = commands.run(call, out, err, watch::isGone);
        } finally {
            watch.end();
        }
        Wire.exit(channel, status);
    }
}
