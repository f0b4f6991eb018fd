package io.yuhitsu.store.internal.key;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.yuhitsu.api.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * The key that wraps the data keys of one tenant's objects.
 *
 * @param id names the key's file and the tenant's folder, so that no tenant's name is seen on the disk
 */
public record TenantKey(TenantId tenant, String id, AesGcmJce aead) {
    static final int BYTES = 32;

    static TenantKey of(TenantId tenant, String id, byte[] key) {
        try {
            return new TenantKey(tenant, id, new AesGcmJce(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content of the key's file: key and tenant, sealed by the master key. */
    static byte[] seal(TenantId tenant, String id, byte[] key, AesGcmJce master) {
        byte[] name = tenant.value().getBytes(StandardCharsets.US_ASCII);
        byte[] plain =
                ByteBuffer.allocate(BYTES + name.length).put(key).put(name).array();
        try {
            return master.encrypt(plain, context(id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static TenantKey unseal(String id, byte[] sealed, AesGcmJce master) throws GeneralSecurityException {
        ByteBuffer plain = ByteBuffer.wrap(master.decrypt(sealed, context(id)));
        byte[] key = new byte[BYTES];
        plain.get(key);
        String tenant = StandardCharsets.US_ASCII.decode(plain).toString();
        return of(new TenantId(tenant), id, key);
    }

    private static byte[] context(String id) {
        return ("yuhitsu tenant key " + id).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "key " + id + " of " + tenant;
    }
}
