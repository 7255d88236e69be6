"""Any S3 server as object store, through the MinIO SDK."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError, MaxRetryError

from messages.errors import ConfigurationError, StoreUnavailable
from messages.language import mark
from storage.keys import checked, checked_prefix
from storage.protocol import DEFAULT_TYPE, ObjectMissing, StoreConflict, StoredObject

_CONNECT_WITHIN = 2.0  # seconds
_RETRIES = 2  # of a connection
_PATIENCE = 5  # retries of an answer 5xx, about 6 seconds: a store that has just started does not yet find its volumes

# Error codes of the S3 API: "Amazon S3 API Reference", Error responses.
_TAKEN = {"PreconditionFailed", "ConditionalRequestConflict"}
_OURS_ALREADY = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}
_REFUSED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"}


class _Client(Minio):
    """The SDK with the one request that it lacks: its put_object cannot set If-None-Match."""

    def put_if_free(self, bucket: str, key: str, data: bytes, content_type: str) -> None:
        """PutObject that fails when the key is taken (RFC 9110, 13.1.2), in one signed request."""
        self._put_object(bucket, key, data, {"Content-Type": content_type, "If-None-Match": "*"})


class S3Store:
    """Implements storage.protocol.ObjectStore with a bucket.

    `endpoint` is "host" or "host:port" without a scheme; `secure` says https; an empty `region` is
    asked from the server; `timeout` is the longest silence of the server in seconds, for each of three
    tries. Settings that no S3 server can have raise ConfigurationError at first use.
    The client is made per process, because a forked connection cannot be shared.
    """

    def __init__(
        self,
        endpoint: str,
        access_key: str,
        secret_key: str,
        bucket: str,
        secure: bool = False,
        region: str = "",
        timeout: float = 10.0,
    ) -> None:
        self.endpoint = endpoint
        self.bucket = bucket
        self._access_key = access_key
        self._secret_key = secret_key
        self._secure = secure
        self._region = region
        self._timeout = timeout
        self._made: tuple[int, _Client] | None = None

    def prepare(self) -> None:
        """Make the bucket if it is not there."""
        with self._reporting():
            try:
                if not self._client.bucket_exists(self.bucket):
                    self._client.make_bucket(self.bucket)
            except S3Error as error:
                if error.code not in _OURS_ALREADY:
                    raise

    def check(self) -> None:
        """Return when the server takes the keys and has the bucket."""
        with self._reporting():
            if not self._client.bucket_exists(self.bucket):
                raise self._no_bucket()

    def put(self, key: str, data: bytes, content_type: str = DEFAULT_TYPE) -> None:
        """Keep `data`; the same bytes again do nothing, other bytes raise StoreConflict.

        The look before the write serves servers that do not know If-None-Match.
        """
        if not self.exists(key):
            with self._reporting():
                try:
                    self._client.put_if_free(self.bucket, key, data, content_type)
                except S3Error as error:
                    if error.code not in _TAKEN:
                        raise
                else:
                    return
        if self.get(key) != data:
            raise StoreConflict(key, self._place)

    def get(self, key: str) -> bytes:
        """The bytes of `key`; ObjectMissing when there are none."""
        with self._reporting(checked(key)):
            response = self._client.get_object(self.bucket, key)
            try:
                return bytes(response.read())
            finally:
                response.close()
                response.release_conn()

    def exists(self, key: str) -> bool:
        """Whether something is kept under `key`."""
        checked(key)
        with self._reporting():
            try:
                self._client.stat_object(self.bucket, key)
            except S3Error as error:
                if error.code != "NoSuchKey":
                    raise
                return False
        return True

    def list(self, prefix: str = "") -> Iterator[StoredObject]:
        """All objects whose key starts with `prefix`, fetched by pages of 1,000."""
        checked_prefix(prefix)
        with self._reporting():
            for found in self._client.list_objects(self.bucket, prefix, recursive=True):
                yield StoredObject(found.object_name, found.size)

    @property
    def _place(self) -> str:
        return f"{self.endpoint}/{self.bucket}"

    @property
    def _client(self) -> _Client:
        if self._made is None or self._made[0] != os.getpid():
            self._made = os.getpid(), self._connect()
        return self._made[1]

    def _connect(self) -> _Client:
        pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=_CONNECT_WITHIN, read=self._timeout),
            retries=urllib3.Retry(
                total=None,
                connect=_RETRIES,
                read=_RETRIES,
                other=_RETRIES,
                status=_PATIENCE,
                backoff_factor=0.2,
                status_forcelist=(500, 502, 503, 504),
            ),
        )
        return _Client(
            self.endpoint,
            self._access_key,
            self._secret_key,
            secure=self._secure,
            region=self._region or None,
            http_client=pool,
        )

    @contextmanager
    def _reporting(self, key: str = "") -> Iterator[None]:
        """Say every failure of the SDK, of HTTP and of the network in our words."""
        try:
            yield
        except S3Error as error:
            if key and error.code == "NoSuchKey":
                raise ObjectMissing(key, self._place) from error
            raise self._refusal(error) from error
        except (MinioException, HTTPError, OSError) as error:
            raise StoreUnavailable(
                mark("the object store does not answer as it should ({reason})."),
                place=self.endpoint,
                remedy=mark("Start it, or correct SHOUFA_S3_ENDPOINT."),
                reason=_reason(error),
            ) from error
        except ValueError as error:
            raise ConfigurationError(
                mark("these settings cannot be those of an S3 server ({reason})."),
                place=self._place,
                remedy=mark("Correct SHOUFA_S3_ENDPOINT (host:port) and SHOUFA_S3_BUCKET."),
                reason=error,
            ) from error

    def _refusal(self, error: S3Error) -> StoreUnavailable:
        if error.code == "NoSuchBucket":
            return self._no_bucket()
        if error.code in _REFUSED:
            return StoreUnavailable(
                mark("the object store refuses the access key or its secret ({code})."),
                place=self.endpoint,
                remedy=mark("Correct SHOUFA_S3_ACCESS_KEY and SHOUFA_S3_SECRET_KEY."),
                code=error.code,
            )
        return StoreUnavailable(
            mark("the object store answers {code}: {reason}"),
            place=self._place,
            remedy=mark("See its log and the clock of this machine."),
            code=error.code,
            reason=error.message,
        )

    def _no_bucket(self) -> StoreUnavailable:
        return StoreUnavailable(
            mark("the object store has no bucket {bucket}."),
            place=self.endpoint,
            remedy=mark("Make the bucket, or correct SHOUFA_S3_BUCKET."),
            bucket=self.bucket,
        )


def _reason(error: Exception) -> str:
    """The cause in one line, without the retries around it."""
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    return f"{type(cause).__name__}: {cause}"
