package io.yuhitsu.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.core.internal.Room.Place;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomTest {
    private record Fixed(long free, long total) implements Room.Volume {}

    private static final CoreSettings SETTINGS = TestSettings.withSpace(5, 1000);

    @Test
    void eachVolumeCountsAndTheOneThatLacksMostIsNamed() throws Exception {
        Room room = new Room(Map.of(
                Place.DATA, new Fixed(5_000, 10_000),
                Place.DATABASE, new Fixed(990, 10_000),
                Place.BLOBS, new Fixed(4_000, 100_000)));

        assertThat(room.shortage(SETTINGS, 0)).contains(new Room.Shortage(Place.BLOBS, 4_000, 5_000));
    }

    @Test
    void thereIsEnoughWhenEachVolumeHasExactlyWhatIsWanted() throws Exception {
        Room room = new Room(Map.of(Place.DATA, new Fixed(1_000, 10_000), Place.BLOBS, new Fixed(5_000, 100_000)));

        assertThat(room.shortage(SETTINGS, 0)).isEmpty();
        assertThat(room.shortage(SETTINGS, 1)).contains(new Room.Shortage(Place.DATA, 1_000, 1_001));
    }

    @Test
    void whatTheSystemSaidAboutTheDiskIsFoundBelowOtherFailures() {
        Room room = new Room(Map.of(Place.DATA, new Fixed(1L << 40, 1L << 40)));

        Throwable full = new IllegalStateException(new FileSystemException("/a", null, "No space left on device"));
        assertThat(room.isFull(full)).isTrue();
        assertThat(room.isFull(new IOException("Disk quota exceeded"))).isTrue();
        assertThat(room.isFull(new IOException("Permission denied"))).isFalse();
    }

    @Test
    void aFullVolumeIsBehindEveryFailureAndOneThatIsGoneBehindNone() {
        Room.Volume gone = new Room.Volume() {
            @Override
            public long free() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public long total() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThat(new Room(Map.of(Place.BLOBS, gone)).isFull()).isFalse();
        assertThat(new Room(Map.of(Place.BLOBS, gone, Place.DATABASE, new Fixed(0, 1L << 40)))
                        .isFull(new IllegalStateException()))
                .isTrue();
    }
}
