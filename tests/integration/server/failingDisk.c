/* Loaded before libc (LD_PRELOAD): a disk that fails when a test says so. The file named by FAILING_DISK holds "sync"
   (fsync returns EIO) or "full" (writes return ENOSPC), or nothing; only files are met by it that have FAILING_DISK_UNDER in
   their path: those of one database. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(int fd, char how) {
  char link[64], path[4096], fault = 0;
  const char *told = getenv("FAILING_DISK");
  const char *under = getenv("FAILING_DISK_UNDER");
  if (told == NULL || under == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  if (strstr(path, under) == NULL) return 0;
  int file = open(told, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  if (read(file, &fault, 1) != 1) fault = 0;
  close(file);
  return fault == how;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fsync(int fd) {
  if (fails(fd, 's')) { errno = EIO; return -1; }
  return REAL(fsync)(fd);
}

int fdatasync(int fd) {
  if (fails(fd, 's')) { errno = EIO; return -1; }
  return REAL(fdatasync)(fd);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  if (fails(fd, 'f')) { errno = ENOSPC; return -1; }
  return REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  if (fails(fd, 'f')) { errno = ENOSPC; return -1; }
  return REAL(pwrite)(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  if (fails(fd, 'f')) { errno = ENOSPC; return -1; }
  return REAL(pwrite64)(fd, bytes, count, at);
}
