package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.spi.ProfileStore;
import io.yuhitsu.durable.DurableStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Profiles in the database. Until tenants can be made there is one, and it starts with the profile {@code default}. */
@Component(service = ProfileStore.class)
public final class JdbcProfileStore implements ProfileStore {
    private static final DurableStep FIRST = DurableStep.named("profiles.first");
    private static final DurableStep SAVE = DurableStep.named("profiles.save");
    private static final DurableStep REMOVE = DurableStep.named("profiles.remove");

    private final Database database;

    @Activate
    public JdbcProfileStore(@Reference Database database) {
        this(database, ZoneId.systemDefault());
    }

    /** @param zone of the profile that a new database starts with */
    JdbcProfileStore(Database database, ZoneId zone) {
        this.database = database;
        database.change(FIRST, tx -> {
            String tenant = TenantId.DEFAULT.value();
            if (tx.select("select id from tenants where id = ?", tenant)
                    .mapTo(String.class)
                    .findOne()
                    .isEmpty()) {
                tx.update("insert into tenants (id, made_at) values (?, ?)", tenant, tx.now());
                write(tx, new Profile(TenantId.DEFAULT, ProfileId.DEFAULT, ProfileSettings.standard(zone)));
            }
        });
    }

    @Override
    public List<Profile> list(TenantId tenant) {
        return database.read(tx -> tx
                .select("select tenant, id, settings from profiles where tenant = ?", tenant.value())
                .map(JdbcProfileStore::read)
                .stream()
                .sorted(Comparator.comparing(profile -> profile.id().value()))
                .toList());
    }

    @Override
    public Optional<Profile> find(TenantId tenant, ProfileId id) {
        return database.read(tx -> tx.select(
                        "select tenant, id, settings from profiles where tenant = ? and id = ?",
                        tenant.value(),
                        id.value())
                .map(JdbcProfileStore::read)
                .findOne());
    }

    @Override
    public void save(Profile profile) {
        database.change(SAVE, tx -> write(tx, profile));
    }

    private static void write(Tx tx, Profile profile) {
        delete(tx, profile.tenant(), profile.id());
        tx.update(
                "insert into profiles (tenant, id, settings) values (?, ?, ?)",
                profile.tenant().value(),
                profile.id().value(),
                JobRows.json(profile.settings()));
    }

    @Override
    public boolean remove(TenantId tenant, ProfileId id) {
        return database.write(REMOVE, tx -> delete(tx, tenant, id)) == 1;
    }

    private static int delete(Tx tx, TenantId tenant, ProfileId id) {
        return tx.update("delete from profiles where tenant = ? and id = ?", tenant.value(), id.value());
    }

    private static Profile read(ResultSet row, StatementContext context) throws SQLException {
        return new Profile(
                new TenantId(row.getString("tenant")),
                new ProfileId(row.getString("id")),
                JobRows.settings(row.getString("settings")));
    }
}
