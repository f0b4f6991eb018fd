package io.yuhitsu.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.job.LeaseOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    @TempDir
    Path data;

    @Test
    void aServerKeepsItsIdAndEachRunOfItHasAnother() throws IOException {
        Path file = data.resolve("run/node");
        LeaseOwner first = new Node(Node.id(file)).worker("w");
        LeaseOwner second = new Node(Node.id(file)).worker("w");
        assertThat(second.node()).isEqualTo(first.node());
        assertThat(second.run()).isNotEqualTo(first.run());
    }

    @Test
    void aFileThatHoldsNoIdIsReplaced() throws IOException {
        Path file = Files.writeString(data.resolve("node"), "%/torn\0");
        String id = Node.id(file);
        assertThat(id).matches("[0-9a-z]{32}");
        assertThat(Node.id(file)).isEqualTo(id);
    }
}
